package io.bluewake.engine;

/**
 * Where the instance in a slot comes from: enough to repeat its computation.
 *
 * @param plugin name of the plug-in
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param hash content hash of its bundle
 * @param configuration hash of its configuration
 */
public record ServiceIdentity(
    String plugin, String bundle, String version, String hash, String configuration) {

  /** An instance that was made in plain Java, outside a container. */
  public static ServiceIdentity plain(String plugin) {
    return new ServiceIdentity(plugin, "", "", "", "");
  }
}
