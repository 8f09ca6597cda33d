package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.scp.client.ScpClientCreator;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody tries against SSH and the web console once an admin has switched them on. One
 * process of the unpacked distribution, started by its script, for all attempts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;

  private final SshClient client = SshClient.setUpDefaultClient();
  private final HttpClient http = HttpClient.newHttpClient();
  private Path home;
  private Process process;
  private int sshPort;
  private int httpPort;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Only what is asked for changes: which features start, and the numbers of the ports. */
  private void edit(String file, String before, String after) throws IOException {
    Path path = home.resolve("etc").resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(before), file + " lacks " + before);
    Files.writeString(path, text.replace(before, after));
  }

  @BeforeAll
  void start() throws Exception {
    home = Distribution.unpack("bluewake.archive", Files.createDirectory(directory.resolve("k")));
    sshPort = freePort();
    httpPort = freePort();
    edit(
        "org.apache.karaf.features.cfg",
        "featuresBoot=",
        "featuresBoot=ssh,felix-http,webconsole,");
    edit("org.apache.karaf.shell.cfg", "sshPort=8101", "sshPort=" + sshPort);
    edit("org.apache.felix.http.cfg", "port = 8181", "port = " + httpPort);
    process = Distribution.start(home, directory.resolve("karaf.txt"), "karaf", "--server");
    Distribution.awaitText(home.resolve("data/log/karaf.log"), "FeaturesServiceImpl", process);
    Distribution.awaitText(home.resolve("data/log/karaf.log"), "| Done.", process);
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (get("admin", password("admin"), "bundles") != 200) {
      assertTrue(System.nanoTime() < limit, "the web console does not let its admin in");
      Thread.sleep(200);
    }
  }

  @AfterAll
  void end() throws Exception {
    client.close();
    if (process != null) {
      Distribution.stop(process);
    }
  }

  private String password(String user) throws IOException {
    return Files.readAllLines(home.resolve("etc/users.properties")).stream()
        .filter(line -> line.startsWith(user + " = "))
        .map(line -> line.substring(user.length() + 3, line.indexOf(',')))
        .findFirst()
        .orElseThrow();
  }

  private ClientSession logIn(String user, String password) throws IOException {
    ClientSession session =
        client.connect(user, "127.0.0.1", sshPort).verify(PATIENCE).getSession();
    session.addPasswordIdentity(password);
    session.auth().verify(PATIENCE);
    return session;
  }

  /** What a command says, whether it works or is refused. Karaf ends the session after it. */
  private String type(String user, String command) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (ClientSession session = logIn(user, password(user));
        ChannelExec channel = session.createExecChannel(command)) {
      channel.setOut(said);
      channel.setErr(said);
      channel.open().verify(PATIENCE);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String user, String password, String page) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + httpPort + "/system/console/" + page));
    if (!user.isEmpty()) {
      byte[] credential = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential));
    }
    return request;
  }

  private int get(String user, String password, String page) throws Exception {
    return http.send(request(user, password, page).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private HttpResponse<String> post(String user, String password, String page, String form)
      throws Exception {
    return http.send(
        request(user, password, page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void nobodyLogsInWithAWordThatIsKnown() throws Exception {
    String viewer = password("viewer");
    for (String[] attempt :
        new String[][] {
          {"karaf", "karaf"},
          {"admin", "karaf"},
          {"admin", "admin"},
          {"admin", " "},
          {"root", "root"},
          {"admin", viewer},
          {"_g_:admins", "group"},
        }) {
      String who = String.join(":", attempt);
      assertThrows(IOException.class, () -> logIn(attempt[0], attempt[1]).close(), who);
      assertEquals(401, get(attempt[0], attempt[1], "bundles"), who);
    }
    assertEquals(401, get("", "", "bundles"));
    logIn("viewer", viewer).close();
  }

  @Test
  void portsAnswerOnTheLoopbackInterfaceOnly() throws Exception {
    List<Sockets.Listening> sockets = Sockets.listening(process);
    assertTrue(sockets.stream().allMatch(Sockets.Listening::loopback), sockets.toString());
    assertTrue(sockets.stream().anyMatch(s -> s.port() == sshPort), sockets.toString());
    assertTrue(sockets.stream().anyMatch(s -> s.port() == httpPort), sockets.toString());
    for (InetAddress address : Sockets.otherAddresses()) {
      for (Sockets.Listening socket : sockets) {
        assertFalse(Sockets.answers(address, socket.port()), address + ":" + socket.port());
      }
    }
    assertTrue(Sockets.answers(InetAddress.getLoopbackAddress(), sshPort));
  }

  @Test
  void changesOverSshNeedTheRole() throws Exception {
    for (String user : List.of("viewer", "manager")) {
      assertTrue(type(user, "bluewake:status").contains("no pipeline is running"));
      for (String command :
          List.of(
              "bundle:install file:/tmp/x.jar",
              "bundle:stop 1",
              "feature:install bluewake-sag",
              "config:property-set -p io.bluewake.shell inputRoots /",
              "config:property-set -p io.bluewake.engine swap never",
              "system:shutdown -f",
              "shell:exec ls")) {
        String said = type(user, command);
        assertTrue(
            said.contains("Command not found") || said.contains("insufficient"),
            user + " " + command + ": " + said);
      }
    }
    assertTrue(process.isAlive());
  }

  @Test
  void filesOutsideOfTheRootsAreNotRead() throws Exception {
    Path secret = home.resolve("etc/users.properties");
    String words = password("admin");
    for (String command :
        List.of(
            "bluewake:info " + secret,
            "bluewake:profile show " + secret,
            "bluewake:profile explain cat-c --set clean.file=" + secret,
            "bluewake:merge -o /tmp/bluewake-servers.h5 " + secret)) {
      String said = type("manager", command);
      assertTrue(said.contains("you may use"), command + ": " + said);
      assertFalse(said.contains(words), command);
    }
    for (String command : List.of("shell:cat " + secret, "shell:tac -f " + secret)) {
      assertFalse(type("manager", command).contains(words), command);
    }
    Path copy = directory.resolve("copy");
    try (ClientSession session = logIn("manager", password("manager"))) {
      assertThrows(
          IOException.class,
          () ->
              ScpClientCreator.instance()
                  .createScpClient(session)
                  .download(secret.toString(), copy.toString()));
    }
    try (ClientSession session = logIn("manager", password("manager"))) {
      assertThrows(
          IOException.class,
          () -> SftpClientFactory.instance().createSftpClient(session).read(secret.toString()));
    }
    assertTrue(Files.notExists(copy) || Files.size(copy) == 0);
    for (String page : List.of("res/../../../../etc/users.properties", "res/%2e%2e/%2e%2e/etc")) {
      assertTrue(get("admin", password("admin"), page) >= 400, page);
    }
  }

  @Test
  void namesOfFilesBeginWhereKarafWasStarted() throws Exception {
    CommandLine.toy(directory, 3);

    String said =
        type("admin", "bluewake:process -i input.toy -o beside.h5 --provenance beside.json");

    assertTrue(Files.exists(directory.resolve("beside.h5")), said);
    assertTrue(Files.exists(directory.resolve("beside.json")), said);
    assertTrue(type("manager", "bluewake:info input.toy").contains("you may use"));
  }

  @Test
  void theWebConsoleIsForAdmins() throws Exception {
    for (String user : List.of("viewer", "manager")) {
      String password = password(user);
      for (String page : List.of("bundles", "configMgr", "vmstat", "status-System%20Properties")) {
        assertEquals(401, get(user, password, page), user + " " + page);
      }
      assertEquals(
          401, post(user, password, "bundles", "action=install&bundlestart=true").statusCode());
      assertEquals(401, post(user, password, "vmstat", "shutdown_type=Stop").statusCode());
    }
    assertTrue(process.isAlive());
  }

  @Test
  void theWebConsoleHasFormsForPipelinesAndWhatIsWrongInThemIsRefused() throws Exception {
    String password = password("admin");
    String form = post("admin", password, "configMgr/io.bluewake.engine?create=true", "").body();
    assertTrue(form.contains("\"Exchange of plug-ins\""), form);
    assertTrue(form.contains("[\"batch\",\"observation\",\"never\"]"), form);

    HttpResponse<String> saved =
        post(
            "admin",
            password,
            "configMgr/%5BTemporary%20PID%20replaced%20by%20real%20PID%20upon%20save%5D",
            "apply=true&action=ajaxConfigManager&factoryPid=io.bluewake.engine"
                + "&batchEvents=0&pipeline.name=nobody*&propertylist=batchEvents,pipeline.name");
    Path log = home.resolve("data/log/karaf.log");
    Distribution.awaitText(log, "engine.batchEvents: '0' is not from 1 to 1000000", process);
    String place = saved.headers().firstValue("Location").orElseThrow();
    type("admin", "config:delete " + place.substring(place.lastIndexOf('/') + 1));
    Distribution.awaitText(log, "is gone for the next run", process);
  }
}
