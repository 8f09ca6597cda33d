/** Small systems of linear equations on flat arrays. */
package io.bluewake.math.linear;
