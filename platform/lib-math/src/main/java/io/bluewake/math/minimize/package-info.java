/**
 * Minimization of functions of a few parameters with bounds, without derivatives, in the way of
 * MINUIT's MIGRAD, so that results agree with fits made with it not only in the minimum but also in
 * where the search stops.
 *
 * <p>Literature: F. James and M. Roos, Comput. Phys. Commun. 10 (1975) 343; F. James, MINUIT
 * reference manual, CERN program library D506; R. Fletcher, Comput. J. 13 (1970) 317 on the update
 * formulas.
 */
package io.bluewake.math.minimize;
