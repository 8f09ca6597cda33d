package io.bluewake.bench;

import io.bluewake.engine.Expression;
import io.bluewake.engine.ExpressionException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Quality criteria: time per image or telescope event to evaluate all criteria of a selection. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CriteriaBenchmark.ROWS)
public class CriteriaBenchmark extends KernelBenchmark {
  static final int ROWS = 1024;
  private static final int NAMES = 4;

  private Criterion[] image;
  private Criterion[] stereo;
  private Criterion[] elaborate;
  private double[] facts;
  private int row;

  /** An expression and its values of the current row. */
  private record Criterion(Expression expression, Expression.Values values) {}

  /** Reads the criteria and makes values. */
  @Setup
  public void create() throws ExpressionException {
    facts = new SplittableRandom(SEED).doubles(ROWS * NAMES, 0, 100).toArray();
    image = read(List.of("image.sum() > 0", "image.size > 1"));
    stereo =
        read(
            List.of(
                "parameters.hillas.intensity > 50",
                "parameters.hillas.width.value > 0",
                "parameters.morphology.n_pixels > 3"));
    elaborate =
        read(
            List.of(
                "np.log10(hillas_intensity) > 1.7 and 0.1 < hillas_width / hillas_length < 2"
                    + " and leakage_intensity_width_2 < 20"));
  }

  private Criterion[] read(List<String> texts) throws ExpressionException {
    Criterion[] criteria = new Criterion[texts.size()];
    for (int i = 0; i < criteria.length; i++) {
      criteria[i] =
          new Criterion(Expression.parse(texts.get(i)), name -> facts[row * NAMES + name]);
    }
    return criteria;
  }

  private int count(Criterion[] criteria) {
    int passed = 0;
    for (row = 0; row < ROWS; row++) {
      boolean all = true;
      for (Criterion c : criteria) {
        all &= c.expression().holds(c.values());
      }
      passed += all ? 1 : 0;
    }
    return passed;
  }

  /** The default selection of images: 2 criteria. */
  @Benchmark
  public int image() {
    return count(image);
  }

  /** The default selection of telescope events for a reconstruction: 3 criteria. */
  @Benchmark
  public int stereo() {
    return count(stereo);
  }

  /** One long criterion with a function and a chained comparison. */
  @Benchmark
  public int elaborate() {
    return count(elaborate);
  }
}
