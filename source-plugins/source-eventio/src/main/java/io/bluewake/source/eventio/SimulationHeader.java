package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.DataModel;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;

/**
 * Header of a simulation run (object 2001), in the order of the file. Energies in TeV, lengths in
 * m, angles in rad (view cone in deg), field in µT, wavelengths in nm.
 */
record SimulationHeader(
    int showerProgram,
    int showerProgramVersion,
    int showerProgramStart,
    int detectorProgram,
    int detectorProgramVersion,
    int detectorProgramStart,
    float observationHeight,
    int showers,
    int uses,
    int corePositionMode,
    float[] coreRange,
    float[] altitudeRange,
    float[] azimuthRange,
    int diffuse,
    float[] viewCone,
    float[] energyRange,
    float spectralIndex,
    float fieldTotal,
    float fieldInclination,
    float fieldDeclination,
    float injectionHeight,
    int atmosphere,
    int iactOptions,
    int lowEnergyModel,
    int highEnergyModel,
    float bunchSize,
    float shortestWavelength,
    float longestWavelength,
    int lowEnergyDetail,
    int highEnergyDetail) {

  static SimulationHeader read(ByteReader in, int version) throws FormatException {
    Versions.between(in, version, 4, 4);
    return new SimulationHeader(
        in.i32(),
        in.i32(),
        in.i32(),
        in.i32(),
        in.i32(),
        in.i32(),
        in.f32(),
        in.i32(),
        in.i32(),
        in.i32(),
        in.f32s(2),
        in.f32s(2),
        in.f32s(2),
        in.i32(),
        in.f32s(2),
        in.f32s(2),
        in.f32(),
        in.f32(),
        in.f32(),
        in.f32(),
        in.f32(),
        in.i32(),
        in.i32(),
        in.i32(),
        in.i32(),
        in.f32(),
        in.f32(),
        in.f32(),
        in.i32(),
        in.i32());
  }

  /** The row of this run in the table of simulation runs. */
  Table toTable(int obsId, int run) {
    Schema schema = DataModel.SIMULATION_RUN;
    Table table = new Table(schema);
    int row = table.append();
    Object[] values = {
      obsId,
      run,
      showerProgramVersion,
      detectorProgramVersion,
      energyRange[0],
      energyRange[1],
      fieldTotal,
      fieldDeclination,
      fieldInclination,
      observationHeight,
      spectralIndex,
      showerProgramStart,
      showerProgram,
      detectorProgramStart,
      detectorProgram,
      showers,
      uses,
      SimtelAngles.clipAltitude(altitudeRange[1]),
      SimtelAngles.clipAltitude(altitudeRange[0]),
      azimuthRange[1],
      azimuthRange[0],
      diffuse,
      viewCone[1],
      viewCone[0],
      coreRange[1],
      coreRange[0],
      corePositionMode,
      atmosphere,
      iactOptions,
      lowEnergyModel,
      highEnergyModel,
      bunchSize,
      shortestWavelength,
      longestWavelength,
      lowEnergyDetail,
      highEnergyDetail
    };
    for (int c = 0; c < values.length; c++) {
      if (values[c] instanceof Integer i) {
        table.set(row, schema.columns().get(c), (long) i);
      } else {
        table.set(row, schema.columns().get(c), ((Number) values[c]).doubleValue());
      }
    }
    return table;
  }
}
