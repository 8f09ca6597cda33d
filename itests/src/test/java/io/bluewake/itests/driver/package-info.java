/** Goes into the framework under test as a bundle and does there what tests ask for. */
package io.bluewake.itests.driver;
