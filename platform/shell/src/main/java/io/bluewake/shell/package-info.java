/** The commands in the Karaf shell, under the scope {@code bluewake}. */
package io.bluewake.shell;
