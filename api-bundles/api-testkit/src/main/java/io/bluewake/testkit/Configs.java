package io.bluewake.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Configurations without OSGi: an annotation type becomes an object that answers with its defaults
 * and the values given here.
 */
public final class Configs {
  private Configs() {}

  /** A configuration of defaults only. */
  public static <T> T of(Class<T> type) {
    return of(type, Map.of());
  }

  /**
   * A configuration with some values of one's own.
   *
   * @param type annotation type
   * @param values by method name; numbers are converted to the declared type where no digits are
   *     lost, lists are not: give arrays
   * @throws IllegalArgumentException when a name is unknown, a value has the wrong type, or an
   *     option without default is not given
   */
  public static <T> T of(Class<T> type, Map<String, ?> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.getParameterCount() > 0 || method.isSynthetic()) {
        continue;
      }
      Object value = values.get(method.getName());
      if (value == null) {
        value = method.getDefaultValue();
      }
      if (value == null) {
        throw new IllegalArgumentException(
            type.getSimpleName() + "." + method.getName() + " has no default: give a value");
      }
      all.put(method.getName(), converted(method, value));
    }
    for (String name : values.keySet()) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException(
            "no option '" + name + "' among " + new TreeSet<>(all.keySet()));
      }
    }
    InvocationHandler answers =
        (proxy, method, arguments) -> answer(type, all, proxy, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private static Object answer(
      Class<?> type, Map<String, Object> all, Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "annotationType" -> type;
      case "toString" -> "@" + type.getSimpleName() + all;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      default -> all.get(method.getName());
    };
  }

  private static Object converted(Method method, Object value) {
    Class<?> type = method.getReturnType();
    Object result = value;
    if (value instanceof Number number && type.isPrimitive()) {
      result = number(type, number);
    }
    Class<?> boxed = java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    if (!boxed.isInstance(result)) {
      throw new IllegalArgumentException(
          method.getName() + " is of type " + type.getSimpleName() + ", not " + value);
    }
    return result;
  }

  private static Object number(Class<?> type, Number value) {
    if (type == float.class) {
      return value.floatValue();
    }
    if (type == double.class) {
      return value instanceof Float ? Double.parseDouble(value.toString()) : value.doubleValue();
    }
    if (value.doubleValue() != Math.rint(value.doubleValue())) {
      return value;
    }
    if (type == int.class) {
      return Math.toIntExact(value.longValue());
    }
    return type == long.class ? (Object) value.longValue() : value;
  }
}
