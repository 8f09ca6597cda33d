package io.bluewake.engine;

import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.SimulationModifier;
import java.util.List;
import java.util.Optional;

/**
 * The stages of one group of telescopes: same camera, same configuration.
 *
 * @param name what users call the group, for example {@code LST_LST_LSTCam}
 * @param gain chooses gain channels while the source decodes
 * @param calibrate calibrates waveforms and images
 * @param modify change simulated events, in order
 * @param extract makes images
 * @param invalidPixels fills unusable pixels, if wanted
 * @param clean chooses the signal pixels
 * @param parameters image parameters, in the order of their columns
 * @param muons muon ring parameters, in the order of their columns
 */
public record StageGroup(
    String name,
    Slot<GainSelector> gain,
    Slot<CameraCalibrator> calibrate,
    List<Slot<SimulationModifier>> modify,
    Slot<ImageExtractor> extract,
    Optional<Slot<InvalidPixelHandler>> invalidPixels,
    Slot<ImageCleaner> clean,
    List<Slot<ImageParameterizer>> parameters,
    List<Slot<ImageParameterizer>> muons) {

  /** Keeps copies of the lists. */
  public StageGroup {
    modify = List.copyOf(modify);
    parameters = List.copyOf(parameters);
    muons = List.copyOf(muons);
  }
}
