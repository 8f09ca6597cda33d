package io.bluewake.itests;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/** Types commands into the shell as somebody with certain roles. */
final class AsUser {
  private AsUser() {}

  /** What the shell prints, and what it complains about. */
  static String types(SessionFactory shell, String role, String... lines) throws Exception {
    Subject subject = new Subject();
    subject.getPrincipals().add(new RolePrincipal(role));
    PrivilegedExceptionAction<String> action = () -> types(shell, lines);
    return Subject.doAs(subject, action);
  }

  private static String types(SessionFactory shell, String... lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (Session session = shell.create(InputStream.nullInputStream(), out, out)) {
      for (String line : lines) {
        try {
          session.execute(line);
        } catch (Exception e) {
          out.println("refused: " + e.getMessage());
        }
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
