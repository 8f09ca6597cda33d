/**
 * Plug-ins whose results say which version with which configuration has computed them. Tests pack
 * each of them into bundles of many versions.
 */
package io.bluewake.itests.signed;
