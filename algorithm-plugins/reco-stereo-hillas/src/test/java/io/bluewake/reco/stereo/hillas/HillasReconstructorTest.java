package io.bluewake.reco.stereo.hillas;

import io.bluewake.spi.Reconstructor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.GeometryContract;
import io.bluewake.testkit.Seeded;
import io.bluewake.testkit.StereoScene.Shower;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@Seeded
class HillasReconstructorTest extends GeometryContract {
  @Override
  protected Reconstructor reconstructor() {
    return new HillasReconstructor(Configs.of(HillasReconstructor.Config.class));
  }

  @Override
  protected double heightTolerance(Shower shower) {
    return 1;
  }

  @Override
  protected double numbersTolerance() {
    return 1e-6;
  }

  @Override
  protected boolean givesCoreDirections() {
    return true;
  }

  @Test
  void showerIsFoundByTelescopesThatPointApart(RandomGenerator random) {
    for (int i = 0; i < 300; i++) {
      double az = random.nextDouble(0, 360);
      double alt = random.nextDouble(45, 80);
      Shower shower = showerNear(az, alt, random);
      assertFinds(shower, look(shower, az, alt, 5, 2.5, random), "" + shower);
    }
  }

  @Test
  void showerIsFoundAtTheZenith(RandomGenerator random) {
    for (double az : new double[] {0, 123, 270}) {
      for (double alt : new double[] {89.5, 89.999, 90}) {
        Shower shower = new Shower(az + 30, 89.6, 40, -70, 8000);
        assertFinds(shower, look(shower, az, alt, 4, 0, random), az + " " + alt);
      }
    }
  }
}
