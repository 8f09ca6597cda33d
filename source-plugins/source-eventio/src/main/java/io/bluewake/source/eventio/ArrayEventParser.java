package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Subarray;

/**
 * Finds what is needed of an array event (object 2010) in its bytes: trigger, pointings, and where
 * the waveforms are. Arrays are indexed by layout position; reused for every event.
 */
final class ArrayEventParser {
  private static final int TYPE_BITS = 0xF;
  private static final int WRONG_BITS = 0x70;
  private static final int HAS_RAW = 0x100;
  private static final int HAS_CORRECTED = 0x200;
  private static final int MODE = 0x1F;

  /** Waveforms longer than this times the nominal length are not believed when suppressed. */
  private static final int LONGER = 8;

  private final Subarray subarray;
  private final ByteReader in = new ByteReader();
  private final ObjectHeader object = new ObjectHeader();
  private final ObjectHeader part = new ObjectHeader();
  private int[] ids = new int[16];
  private float[] times = new float[16];

  int eventId;
  int gpsSeconds;
  int gpsNanoseconds;

  /** Telescope events of telescopes of the layout. */
  int telescopeEvents;

  final boolean[] triggered;
  final float[] triggerTime;
  final int[] triggerMask;
  final int[] triggerPixels;
  final boolean[] hasEvent;
  final int[] kind;
  final int[] from;
  final int[] to;
  final int[] channels;
  final int[] samples;
  final boolean[] hasPointing;
  final float[] azimuth;
  final float[] altitude;

  ArrayEventParser(Subarray subarray) {
    this.subarray = subarray;
    int n = subarray.size();
    triggered = new boolean[n];
    triggerTime = new float[n];
    triggerMask = new int[n];
    triggerPixels = new int[n];
    hasEvent = new boolean[n];
    kind = new int[n];
    from = new int[n];
    to = new int[n];
    channels = new int[n];
    samples = new int[n];
    hasPointing = new boolean[n];
    azimuth = new float[n];
    altitude = new float[n];
  }

  /** Reads an event between two places of an array. */
  void parse(byte[] data, int start, int end, boolean bigEndian, int id) throws FormatException {
    java.util.Arrays.fill(triggered, false);
    java.util.Arrays.fill(hasEvent, false);
    java.util.Arrays.fill(hasPointing, false);
    java.util.Arrays.fill(triggerPixels, -1);
    telescopeEvents = 0;
    eventId = id;
    in.wrap(data, start, end, bigEndian);
    object.read(in);
    if (object.type != ObjectTypes.TRIGGER) {
      throw new FormatException(
          object.start, "the array event starts with " + object.name() + " and not its trigger");
    }
    if (object.id != 0) {
      eventId = object.id;
    }
    int next = in.position() + (int) object.length;
    trigger(object.version, in.wrap(data, in.position(), next, bigEndian));
    while (next < end) {
      object.read(in.wrap(data, next, end, bigEndian));
      next = in.position() + (int) object.length;
      in.wrap(data, in.position(), next, bigEndian);
      if (ObjectTypes.isTelescopeEvent(object.type)) {
        telescope(subarray.indexOf(ObjectTypes.telescopeOfEvent(object.type)));
      } else if (ObjectTypes.isTracking(object.type)) {
        pointing(subarray.indexOf(ObjectTypes.telescopeOfTracking(object.type)));
      }
    }
  }

  private void trigger(int version, ByteReader r) throws FormatException {
    Versions.atMost(r, version, 3);
    r.skip(8); // processor time
    gpsSeconds = r.i32();
    gpsNanoseconds = r.i32();
    r.skip(8); // patterns
    if (version < 1) {
      return;
    }
    int count = r.i16();
    r.need(count, 6);
    if (ids.length < count) {
      ids = new int[count];
      times = new float[count];
    }
    for (int i = 0; i < count; i++) {
      ids[i] = subarray.indexOf(r.i16());
    }
    for (int i = 0; i < count; i++) {
      times[i] = r.f32();
    }
    r.skip(2L * r.i16()); // telescopes with data
    for (int i = 0; i < count; i++) {
      int mask = version >= 2 ? (int) r.unsignedVarInt() : 0;
      // Until 2024 the simulation set these bits one hexadecimal digit too low.
      mask = mask & ~WRONG_BITS | (mask & WRONG_BITS) << 4;
      if (ids[i] >= 0) {
        triggered[ids[i]] = true;
        triggerTime[ids[i]] = times[i];
        triggerMask[ids[i]] = mask & ~TYPE_BITS;
      }
    }
  }

  private void telescope(int index) throws FormatException {
    if (index < 0) {
      return;
    }
    if (!object.onlyObjects && object.length > 0) {
      throw new FormatException(object.start, object.name() + " does not consist of objects");
    }
    hasEvent[index] = true;
    kind[index] = -1;
    telescopeEvents++;
    int end = in.limit();
    while (in.remaining() > 0) {
      part.read(in);
      int next = in.position() + (int) part.length;
      in.wrap(in.array(), in.position(), next, in.bigEndian());
      switch (part.type) {
        case ObjectTypes.ADC_SAMPLES -> adcSamples(index);
        case ObjectTypes.ADC_SUMS -> {
          if (kind[index] < 0) {
            adcSums(index);
          }
        }
        case ObjectTypes.PIXEL_LIST -> pixelList(index);
        default -> {
          // Timing, image parameters, auxiliary traces: nothing that is computed anew needs them.
        }
      }
      in.wrap(in.array(), next, end, in.bigEndian());
    }
  }

  private void adcSamples(int index) throws FormatException {
    Versions.between(in, part.version, 3, 3);
    checkReduction();
    if ((part.id >> 10 & 1) != 0) {
      throw new FormatException(part.start, "waveforms of a list of pixels kept elsewhere");
    }
    boolean suppressed = (part.id & MODE) != 0;
    dimensions(index);
    int count = in.i16();
    CameraReadout readout = subarray.telescope(index).camera().readout();
    if (count < 1) {
      throw new FormatException(in.position(), "waveforms of " + count + " samples");
    }
    if (suppressed) {
      if (count > LONGER * Math.max(32, readout.samples())) {
        throw new FormatException(
            in.position(), count + " samples where " + readout.samples() + " are nominal");
      }
    } else {
      in.need((long) channels[index] * readout.pixels() * count, 1);
    }
    samples[index] = count;
    kind[index] = suppressed ? RawEvents.SAMPLES_SUPPRESSED : RawEvents.SAMPLES;
    from[index] = in.position();
    to[index] = in.limit();
  }

  private void adcSums(int index) throws FormatException {
    Versions.between(in, part.version, 3, 3);
    checkReduction();
    int mode = part.id & MODE;
    if (mode > 2) {
      throw new FormatException(part.start, "zero suppression mode " + mode + " of ADC sums");
    }
    dimensions(index);
    samples[index] = 1;
    kind[index] = RawEvents.SUMS + mode;
    from[index] = in.position();
    to[index] = in.limit();
  }

  private void checkReduction() throws FormatException {
    int reduction = part.id >> 5 & MODE;
    if (reduction != 0) {
      throw new FormatException(part.start, "data reduction mode " + reduction + " is unknown");
    }
  }

  private void dimensions(int index) throws FormatException {
    int pixels = in.i32();
    int gains = in.i16();
    CameraReadout readout = subarray.telescope(index).camera().readout();
    if (pixels != readout.pixels() || gains < 1 || gains > readout.channels()) {
      throw new FormatException(
          in.position(),
          pixels
              + " pixels and "
              + gains
              + " channels for a camera of "
              + readout.pixels()
              + " pixels and "
              + readout.channels()
              + " channels");
    }
    channels[index] = gains;
  }

  private void pixelList(int index) throws FormatException {
    Versions.atMost(in, part.version, 1);
    if (part.id >= 0 && part.id < 1_000_000) {
      triggerPixels[index] = part.version < 1 ? in.i16() : (int) in.varInt();
    }
  }

  private void pointing(int index) throws FormatException {
    if (index < 0) {
      return;
    }
    Versions.atMost(in, object.version, 0);
    float az = Float.NaN;
    float alt = Float.NaN;
    if ((object.id & HAS_RAW) != 0) {
      az = in.f32();
      alt = in.f32();
    }
    if ((object.id & HAS_CORRECTED) != 0) {
      float correctedAz = in.f32();
      float correctedAlt = in.f32();
      az = Float.isNaN(correctedAz) ? az : correctedAz;
      alt = Float.isNaN(correctedAlt) ? alt : correctedAlt;
    }
    hasPointing[index] = true;
    azimuth[index] = az;
    altitude[index] = (float) SimtelAngles.clipAltitude(alt);
  }
}
