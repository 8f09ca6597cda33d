package io.bluewake.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods a parameter of type {@link java.util.random.RandomGenerator} or {@link
 * java.util.SplittableRandom}. Its seed follows from the names of class and method, so that runs
 * repeat; {@code -Dtests.seed=random} draws a new one, {@code -Dtests.seed=DEADBEEF} replays one. A
 * failing test says which seed it had.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SeededExtension.class)
public @interface Seeded {}
