/** Random numbers that do not depend on who asks first. */
package io.bluewake.math.random;
