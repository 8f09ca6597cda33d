// Keeps the templates of the wanted kind, and puts names into them.
import java.nio.file.Files
import java.nio.file.Path

Path project = Path.of(request.outputDirectory, request.artifactId)
String kind = request.properties["kind"]
String name = request.properties["name"]
String packageName = request.properties["package"]
String className = name.split("-").collect { it.capitalize() }.join("")

def fill = { String text ->
  text.replace("__PACKAGE__", packageName).replace("__CLASS__", className)
      .replace("__NAME__", name).replace("__PREFIX__", name.replace("-", "_")).replace("__KIND__", kind)
}

Path from = project.resolve("kinds").resolve(kind)
["main": "Plugin.java", "test": "PluginTest.java"].each { scope, template ->
  Path folder = project.resolve("src/" + scope + "/java").resolve(packageName.replace(".", "/"))
  Files.createDirectories(folder)
  String file = className + (scope == "test" ? "Test" : "") + ".java"
  Files.writeString(folder.resolve(file), fill(Files.readString(from.resolve(template))))
}
Path readme = project.resolve("README.md")
Files.writeString(readme, fill(Files.readString(readme)))
project.resolve("kinds").toFile().deleteDir()
