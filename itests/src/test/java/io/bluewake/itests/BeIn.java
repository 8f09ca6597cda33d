package io.bluewake.itests;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A class must satisfy a predicate. */
final class BeIn extends ArchCondition<JavaClass> {
  private final DescribedPredicate<JavaClass> place;

  private BeIn(DescribedPredicate<JavaClass> place) {
    super("be " + place.getDescription());
    this.place = place;
  }

  static BeIn rootOf(DescribedPredicate<JavaClass> place) {
    return new BeIn(place);
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    events.add(
        new SimpleConditionEvent(
            item, place.test(item), item.getName() + " is not " + place.getDescription()));
  }
}
