package io.bluewake.testkit;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.spi.SimulationModifier;

/** Checks that a modifier keeps the sizes of what it changes. */
public final class AssertingSimulationModifier implements SimulationModifier {
  private final SimulationModifier delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingSimulationModifier(SimulationModifier delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public void modifyWaveforms(EventBatch batch, CameraBatch camera) {
    check(camera, () -> delegate.modifyWaveforms(batch, camera));
  }

  @Override
  public void modifyImages(EventBatch batch, CameraBatch camera) {
    check(camera, () -> delegate.modifyImages(batch, camera));
  }

  private void check(CameraBatch camera, Runnable change) {
    confined.enter();
    try {
      int rows = camera.rows();
      int samples = camera.waveforms().samplesPerPixel();
      int images = camera.images().rows();
      change.run();
      confined.require(camera.rows() == rows, "changed the rows");
      confined.require(camera.waveforms().samplesPerPixel() == samples, "resized the waveforms");
      confined.require(camera.images().rows() == images, "resized the images");
    } finally {
      confined.leave();
    }
  }
}
