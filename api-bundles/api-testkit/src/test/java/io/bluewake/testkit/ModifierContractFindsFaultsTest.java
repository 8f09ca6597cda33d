package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.spi.SimulationModifier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of modifiers passes for one that is right and fails for those that are wrong. */
@Seeded
class ModifierContractFindsFaultsTest {
  /** Changes images pixel by pixel. */
  private interface OnImages extends SimulationModifier {
    void change(ImageBatch images, int row, long event);

    @Override
    default void modifyImages(EventBatch batch, CameraBatch camera) {
      for (int row = 0; row < camera.rows(); row++) {
        int event = batch.eventOfRow()[camera.tableRows()[row]];
        change(camera.images(), row, batch.eventId()[event]);
      }
    }
  }

  private static final class Contract extends SimulationModifierContract {
    private final SimulationModifier modifier;

    Contract(SimulationModifier modifier) {
      this.modifier = modifier;
    }

    @Override
    protected SimulationModifier create() {
      return modifier;
    }
  }

  private static Contract contract(OnImages modifier) {
    return new Contract(modifier);
  }

  private static void fails(Runnable test) {
    assertThrows(AssertionError.class, test::run);
  }

  @Nested
  class Right extends SimulationModifierContract {
    @Override
    protected SimulationModifier create() {
      OnImages shift =
          (images, row, event) -> {
            for (int p = 0; p < images.pixels(); p++) {
              images.charge()[images.base(row) + p] += (event * 31 + p * 17L) % 5 - 2;
            }
          };
      return shift;
    }
  }

  @Test
  void modifierThatDoesNothingFails(RandomGenerator random) {
    fails(() -> contract((images, row, event) -> {}).somethingIsChanged(random));
  }

  @Test
  void modifierThatPrefersAPixelFails(RandomGenerator random) {
    OnImages first = (images, row, event) -> images.charge()[images.base(row)] += 1;
    fails(() -> contract(first).pixelsAreTreatedAlikeWhateverTheirOrder(random));
  }

  @Test
  void modifierThatTakesTheNextPixelForANeighbourFails(RandomGenerator random) {
    OnImages next =
        (images, row, event) -> {
          int last = images.base(row) + images.pixels() - 1;
          for (int i = last; i > images.base(row); i--) {
            images.charge()[i] += 0.3f * images.charge()[i - 1];
          }
        };
    fails(() -> contract(next).pixelsAreTreatedAlikeWhateverTheirOrder(random));
    fails(() -> contract(next).aPixelWithoutNumbersSpoilsNoOther(random));
  }

  @Test
  void modifierThatDrawsFromASequenceFails(RandomGenerator random) {
    int[] drawn = new int[1];
    OnImages sequence = (images, row, event) -> images.charge()[images.base(row)] += drawn[0]++;
    fails(() -> contract(sequence).eachRowIsChangedOnItsOwnWhateverTheBatch(random));
    fails(() -> contract(sequence).theSameSeedGivesTheSameChanges(random));
  }

  @Test
  void modifierThatWritesBehindItsRowsFails(RandomGenerator random) {
    SimulationModifier behind =
        new SimulationModifier() {
          @Override
          public void modifyWaveforms(EventBatch batch, CameraBatch camera) {
            float[] samples = camera.waveforms().samples();
            samples[samples.length - 1] = 0;
          }
        };
    fails(() -> new Contract(behind).nothingIsWrittenOutsideTheRows(random));
  }

  @Test
  void modifierThatChangesImagesTooEarlyFails(RandomGenerator random) {
    SimulationModifier early =
        new SimulationModifier() {
          @Override
          public void modifyWaveforms(EventBatch batch, CameraBatch camera) {
            camera.images().charge()[0] += 1;
          }
        };
    fails(() -> new Contract(early).waveformsAndImagesAreChangedInTheirOwnTurn(random));
  }

  @Test
  void modifierThatAllocatesFails(RandomGenerator random) {
    int[][] kept = new int[1][];
    OnImages allocating = (images, row, event) -> kept[0] = new int[images.pixels()];
    fails(() -> contract(allocating).steadyStateAllocatesNothing(random));
  }
}
