package io.bluewake.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a plug-in. Configurations ask for it by this name; it becomes the service property {@code
 * bluewake.plugin}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Plugin {
  /** Prefix of the service properties. */
  String PREFIX_ = "bluewake.plugin.";

  /** Name in kebab case, unique among the plug-ins of its kind: {@code neighbor-peak}. */
  String name();

  /** One sentence for lists and documentation. */
  String summary();
}
