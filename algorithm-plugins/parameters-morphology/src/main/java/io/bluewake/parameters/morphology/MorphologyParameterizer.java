package io.bluewake.parameters.morphology;

import io.bluewake.math.image.Islands;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * How the signal pixels hang together: their number and that of their islands (connected
 * components), small (up to 2 pixels), medium (3 to 50) and large. Without signal pixels all
 * numbers are 0.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "morphology", summary = "Numbers of signal pixels and of islands of them")
public final class MorphologyParameterizer implements ImageParameterizer {
  private static final int SMALL = 2;
  private static final int MEDIUM = 50;

  private final Schema schema =
      Schema.named("morphology")
          .int64("n_pixels", "Number of signal pixels")
          .int64("n_islands", "Number of islands of signal pixels")
          .int64("n_small_islands", "Number of islands of up to 2 pixels")
          .int64("n_medium_islands", "Number of islands of 3 to 50 pixels")
          .int64("n_large_islands", "Number of islands of more than 50 pixels")
          .build();
  private final Column[] columns = schema.columns().toArray(Column[]::new);
  private Camera camera;
  private Islands islands;

  @Override
  public Schema provides() {
    return schema;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    if (camera != in.images().camera()) {
      camera = in.images().camera();
      islands = new Islands(camera.neighbors());
    }
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int count = islands.find(in.signal().words(), in.signal().wordBase(row));
      int pixels = 0;
      int small = 0;
      int large = 0;
      for (int island = 1; island <= count; island++) {
        int size = islands.size(island);
        pixels += size;
        small += size <= SMALL ? 1 : 0;
        large += size > MEDIUM ? 1 : 0;
      }
      out.set(row, columns[0], pixels);
      out.set(row, columns[1], count);
      out.set(row, columns[2], small);
      out.set(row, columns[3], count - small - large);
      out.set(row, columns[4], large);
    }
  }
}
