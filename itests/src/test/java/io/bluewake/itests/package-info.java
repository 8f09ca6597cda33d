/** Tests of the whole: architecture rules, processes and containers of the built distribution. */
package io.bluewake.itests;
