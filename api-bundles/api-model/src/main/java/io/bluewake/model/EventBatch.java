package io.bluewake.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of array events on its way from a source to the writers: event headers, triggers,
 * telescope events, per group of telescopes the waveforms and images, and the tables computed so
 * far.
 *
 * <p>Three kinds of rows, each in flat arrays and in event order (within an event in layout order):
 * <em>events</em>; <em>triggers</em>, one per telescope that triggered; <em>telescope rows</em>,
 * one per telescope with data. {@link #parameters()} and the other telescope tables are aligned
 * with the telescope rows, stereo tables with the events.
 *
 * <p>The engine creates a fixed number of batches and reuses them: arrays only grow. One stage owns
 * a batch at a time; not thread safe. Arrays that accessors return are valid until rows are added.
 */
public final class EventBatch {
  private final Subarray subarray;
  private final int[] groupOfTelescope;
  private final List<CameraBatch> cameras;
  private long number;
  private Object attachment;

  private int events;
  private int[] obsId = new int[8];
  private long[] eventId = new long[8];
  private int[] timeSeconds = new int[8];
  private int[] timeQuarterNs = new int[8];
  private int[] eventType = new int[8];
  private double[] arrayAzimuth = new double[8];
  private double[] arrayAltitude = new double[8];
  private int[] firstTrigger = new int[9];
  private int[] firstTelescope = new int[9];
  private final Table showers = new Table(DataModel.SHOWER);

  private int triggers;
  private int[] triggerTelescope = new int[8];
  private int[] triggerSeconds = new int[8];
  private int[] triggerQuarterNs = new int[8];
  private int[] triggerType = new int[8];
  private long[] triggerPixels = new long[8];

  private int telescopeRows;
  private int[] telescope = new int[8];
  private int[] eventOfRow = new int[8];
  private int[] groupRow = new int[8];
  private float[] azimuth = new float[8];
  private float[] altitude = new float[8];
  private int[] trueImageSum = new int[8];
  private double[] trueImpactDistance = new double[8];

  private Table parameters = new Table(Schema.EMPTY);
  private Table trueParameters = new Table(Schema.EMPTY);
  private Table muons = new Table(Schema.EMPTY);
  private Table pointing = new Table(Schema.EMPTY);
  private List<TelescopeMonitoring> monitoring = List.of();
  private final List<Reconstruction> reconstructions = new ArrayList<>();

  /**
   * Creates an empty batch.
   *
   * @param subarray the telescopes
   * @param groupOfTelescope group of each telescope, by layout index; telescopes of a group share
   *     their camera
   */
  public EventBatch(Subarray subarray, int[] groupOfTelescope) {
    this.subarray = subarray;
    this.groupOfTelescope = groupOfTelescope.clone();
    int groups = Arrays.stream(groupOfTelescope).max().orElse(-1) + 1;
    CameraBatch[] made = new CameraBatch[groups];
    for (int t = 0; t < groupOfTelescope.length; t++) {
      if (made[groupOfTelescope[t]] == null) {
        made[groupOfTelescope[t]] = new CameraBatch(subarray.telescope(t).camera());
      }
    }
    cameras = List.of(made);
  }

  /** Forgets all rows; tables keep their columns and lose their rows. */
  public void clear() {
    events = 0;
    triggers = 0;
    telescopeRows = 0;
    firstTrigger[0] = 0;
    firstTelescope[0] = 0;
    showers.reset(0);
    parameters.reset(0);
    trueParameters.reset(0);
    muons.reset(0);
    pointing.reset(0);
    for (Reconstruction r : reconstructions) {
      r.stereo().reset(0);
      r.telescope().reset(0);
    }
    cameras.forEach(CameraBatch::clear);
  }

  /** The telescopes. */
  public Subarray subarray() {
    return subarray;
  }

  /** Position of the batch in its run, from 0. */
  public long number() {
    return number;
  }

  /** Sets the position of the batch in its run. */
  public void setNumber(long value) {
    number = value;
  }

  /** What the source keeps with this batch between reading and decoding, or null at first. */
  public Object attachment() {
    return attachment;
  }

  /** Keeps something of the source's with this batch; survives {@link #clear()}. */
  public void setAttachment(Object value) {
    attachment = value;
  }

  /**
   * What is known from monitoring about a telescope, by layout index.
   *
   * @return {@link TelescopeMonitoring#NONE} when the run has no monitoring
   */
  public TelescopeMonitoring monitoring(int telescopeIndex) {
    return monitoring.isEmpty() ? TelescopeMonitoring.NONE : monitoring.get(telescopeIndex);
  }

  /** Whether anything was set by {@link #setMonitoring}. */
  public boolean hasMonitoring() {
    return !monitoring.isEmpty();
  }

  /** Sets what is known from monitoring, by layout index; survives {@link #clear()}. */
  public void setMonitoring(List<TelescopeMonitoring> value) {
    if (!value.isEmpty() && value.size() != subarray.size()) {
      throw new IllegalArgumentException(
          value.size() + " entries for " + subarray.size() + " telescopes");
    }
    monitoring = List.copyOf(value);
  }

  /** Time of an event, ns since 1970-01-01T00:00:00 TAI. */
  public long timeNs(int event) {
    return Integer.toUnsignedLong(timeSeconds[event]) * 1_000_000_000L
        + Integer.toUnsignedLong(timeQuarterNs[event]) / 4;
  }

  /** The groups of telescopes. */
  public List<CameraBatch> cameras() {
    return cameras;
  }

  /** Group of a telescope, by layout index. */
  public int groupOf(int telescopeIndex) {
    return groupOfTelescope[telescopeIndex];
  }

  /**
   * Appends an event and returns its row. Triggers and telescope events added next belong to it.
   */
  public int addEvent(int obs, long event, int seconds, int quarterNs, int type) {
    if (events == obsId.length) {
      int n = events * 2;
      obsId = Arrays.copyOf(obsId, n);
      eventId = Arrays.copyOf(eventId, n);
      timeSeconds = Arrays.copyOf(timeSeconds, n);
      timeQuarterNs = Arrays.copyOf(timeQuarterNs, n);
      eventType = Arrays.copyOf(eventType, n);
      arrayAzimuth = Arrays.copyOf(arrayAzimuth, n);
      arrayAltitude = Arrays.copyOf(arrayAltitude, n);
      firstTrigger = Arrays.copyOf(firstTrigger, n + 1);
      firstTelescope = Arrays.copyOf(firstTelescope, n + 1);
    }
    obsId[events] = obs;
    eventId[events] = event;
    timeSeconds[events] = seconds;
    timeQuarterNs[events] = quarterNs;
    eventType[events] = type;
    arrayAzimuth[events] = Double.NaN;
    arrayAltitude[events] = Double.NaN;
    events++;
    firstTrigger[events] = triggers;
    firstTelescope[events] = telescopeRows;
    return events - 1;
  }

  /** Sets where the array of an event points to, rad. */
  public void setArrayPointing(int event, double azimuthRad, double altitudeRad) {
    arrayAzimuth[event] = azimuthRad;
    arrayAltitude[event] = altitudeRad;
  }

  /**
   * Appends the trigger of a telescope to the last event.
   *
   * @param pixels number of pixels that triggered, -1 if unknown
   */
  public int addTrigger(int telescopeIndex, int seconds, int quarterNs, int type, long pixels) {
    if (triggers == triggerTelescope.length) {
      int n = triggers * 2;
      triggerTelescope = Arrays.copyOf(triggerTelescope, n);
      triggerSeconds = Arrays.copyOf(triggerSeconds, n);
      triggerQuarterNs = Arrays.copyOf(triggerQuarterNs, n);
      triggerType = Arrays.copyOf(triggerType, n);
      triggerPixels = Arrays.copyOf(triggerPixels, n);
    }
    triggerTelescope[triggers] = telescopeIndex;
    triggerSeconds[triggers] = seconds;
    triggerQuarterNs[triggers] = quarterNs;
    triggerType[triggers] = type;
    triggerPixels[triggers] = pixels;
    firstTrigger[events] = ++triggers;
    return triggers - 1;
  }

  /**
   * Appends data of a telescope to the last event, and a row to its group.
   *
   * @param azimuthRad where it points to, rad
   * @param altitudeRad where it points to, rad
   */
  public int addTelescope(int telescopeIndex, float azimuthRad, float altitudeRad) {
    if (telescopeRows == telescope.length) {
      int n = telescopeRows * 2;
      telescope = Arrays.copyOf(telescope, n);
      eventOfRow = Arrays.copyOf(eventOfRow, n);
      groupRow = Arrays.copyOf(groupRow, n);
      azimuth = Arrays.copyOf(azimuth, n);
      altitude = Arrays.copyOf(altitude, n);
      trueImageSum = Arrays.copyOf(trueImageSum, n);
      trueImpactDistance = Arrays.copyOf(trueImpactDistance, n);
    }
    int row = telescopeRows++;
    telescope[row] = telescopeIndex;
    eventOfRow[row] = events - 1;
    groupRow[row] = cameras.get(groupOfTelescope[telescopeIndex]).append(row);
    azimuth[row] = azimuthRad;
    altitude[row] = altitudeRad;
    trueImageSum[row] = -1;
    trueImpactDistance[row] = Double.NaN;
    firstTelescope[events] = telescopeRows;
    return row;
  }

  /** Number of events. */
  public int events() {
    return events;
  }

  /** Observation of each event. */
  public int[] obsId() {
    return obsId;
  }

  /** Number of each event in its observation. */
  public long[] eventId() {
    return eventId;
  }

  /** Seconds since 1970-01-01T00:00:00 TAI of each event, unsigned. */
  public int[] timeSeconds() {
    return timeSeconds;
  }

  /** Quarter nanoseconds in the second of each event, unsigned. */
  public int[] timeQuarterNs() {
    return timeQuarterNs;
  }

  /** Code of the {@link EventType} of each event. */
  public int[] eventType() {
    return eventType;
  }

  /** Azimuth of the array pointing, rad, NaN if unknown. */
  public double[] arrayAzimuth() {
    return arrayAzimuth;
  }

  /** Altitude of the array pointing, rad, NaN if unknown. */
  public double[] arrayAltitude() {
    return arrayAltitude;
  }

  /** First trigger of each event, length events + 1. */
  public int[] firstTrigger() {
    return firstTrigger;
  }

  /** First telescope row of each event, length events + 1. */
  public int[] firstTelescope() {
    return firstTelescope;
  }

  /** True showers ({@link DataModel#SHOWER}), one row per event, or no rows without simulation. */
  public Table showers() {
    return showers;
  }

  /** Number of triggers. */
  public int triggers() {
    return triggers;
  }

  /** Layout index of the telescope of each trigger. */
  public int[] triggerTelescope() {
    return triggerTelescope;
  }

  /** Seconds since 1970 TAI of each trigger, unsigned. */
  public int[] triggerSeconds() {
    return triggerSeconds;
  }

  /** Quarter nanoseconds in the second of each trigger, unsigned. */
  public int[] triggerQuarterNs() {
    return triggerQuarterNs;
  }

  /** Code of the {@link EventType} of each trigger. */
  public int[] triggerType() {
    return triggerType;
  }

  /** Number of triggered pixels of each trigger, -1 if unknown. */
  public long[] triggerPixels() {
    return triggerPixels;
  }

  /** Number of telescope events. */
  public int telescopeRows() {
    return telescopeRows;
  }

  /** Layout index of the telescope of each telescope row. */
  public int[] telescope() {
    return telescope;
  }

  /** Event of each telescope row. */
  public int[] eventOfRow() {
    return eventOfRow;
  }

  /** Row in its {@link CameraBatch} of each telescope row. */
  public int[] groupRow() {
    return groupRow;
  }

  /** Azimuth of the telescope pointing of each telescope row, rad. */
  public float[] azimuth() {
    return azimuth;
  }

  /** Altitude of the telescope pointing of each telescope row, rad. */
  public float[] altitude() {
    return altitude;
  }

  /** Number of true photo-electrons of each telescope row, -1 if unknown. */
  public int[] trueImageSum() {
    return trueImageSum;
  }

  /** Distance of each telescope row's telescope from the true shower axis, m, NaN if unknown. */
  public double[] trueImpactDistance() {
    return trueImpactDistance;
  }

  /** Image parameters, one row per telescope row. */
  public Table parameters() {
    return parameters;
  }

  /** Sets the table of image parameters. */
  public void setParameters(Table table) {
    parameters = table;
  }

  /** Parameters of the true images, one row per telescope row, or no rows. */
  public Table trueParameters() {
    return trueParameters;
  }

  /** Sets the table of parameters of the true images. */
  public void setTrueParameters(Table table) {
    trueParameters = table;
  }

  /** Muon ring parameters, one row per telescope row, or no rows. */
  public Table muons() {
    return muons;
  }

  /** Sets the table of muon ring parameters. */
  public void setMuons(Table table) {
    muons = table;
  }

  /**
   * Where telescopes really pointed, one row per telescope row, or no rows: from the source what it
   * has read, later what the run has found.
   */
  public Table pointing() {
    return pointing;
  }

  /** Sets the table of where telescopes really pointed. */
  public void setPointing(Table table) {
    pointing = table;
  }

  /** The reconstructed showers, one entry per algorithm. */
  public List<Reconstruction> reconstructions() {
    return reconstructions;
  }
}
