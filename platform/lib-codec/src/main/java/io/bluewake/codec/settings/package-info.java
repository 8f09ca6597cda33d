/** Small files of settings: lines of keys and values. Depends on the JDK alone. */
package io.bluewake.codec.settings;
