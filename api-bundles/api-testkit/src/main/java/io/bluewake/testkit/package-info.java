/** Contract tests and toys for plug-in authors. Test scope only. */
package io.bluewake.testkit;
