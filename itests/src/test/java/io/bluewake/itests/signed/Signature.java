package io.bluewake.itests.signed;

import io.bluewake.model.PixelMask;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Vector;
import org.osgi.framework.FrameworkUtil;

/** Who computes: the last part of the bundle's version, and a number from the configuration. */
final class Signature {
  static final int BITS = 16;
  private static final String LOADERS = "bluewake.itests.loaders";

  private Signature() {}

  /** Version of the bundle of a plug-in; notes its class loader, weakly. */
  static int version(Object plugin) {
    loaders().add(new WeakReference<>(plugin.getClass().getClassLoader()));
    return FrameworkUtil.getBundle(plugin.getClass()).getVersion().getMicro();
  }

  /** The class loaders of all instances of all plug-ins of this package. */
  @SuppressWarnings({
    "unchecked",
    "JdkObsolete"
  }) // shared by bundles that have only the JDK in common
  static List<WeakReference<ClassLoader>> loaders() {
    return (List<WeakReference<ClassLoader>>)
        System.getProperties()
            .computeIfAbsent(
                LOADERS,
                k -> Collections.synchronizedList(new Vector<WeakReference<ClassLoader>>()));
  }

  /** What is wrong with a plug-in, from a header of its bundle; empty when it is well. */
  static String behaviour(Object plugin) {
    String header = FrameworkUtil.getBundle(plugin.getClass()).getHeaders().get("Signed-Behaviour");
    return header == null ? "" : header;
  }

  static void write(PixelMask mask, int row, int first, int number) {
    for (int bit = 0; bit < BITS; bit++) {
      if ((number >> bit & 1) != 0) {
        mask.set(row, first + bit);
      }
    }
  }

  static int read(PixelMask mask, int row, int first) {
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      number |= mask.get(row, first + bit) ? 1 << bit : 0;
    }
    return number;
  }
}
