package io.bluewake.commands;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one class that may use the streams of the process; exempt from forbidden-apis. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface ConsoleOutput {}
