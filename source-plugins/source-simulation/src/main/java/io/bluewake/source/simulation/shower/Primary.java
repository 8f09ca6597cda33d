package io.bluewake.source.simulation.shower;

import java.util.Locale;
import java.util.Optional;

/** Particles that begin showers. */
public enum Primary {
  /** Gamma ray. */
  GAMMA(0, 0),
  /** Electron. */
  ELECTRON(1, 0),
  /** Muon. */
  MUON(2, 0),
  /** Proton. */
  PROTON(101, 1),
  /** Helium nucleus. */
  HELIUM(402, 4),
  /** Nitrogen nucleus. */
  NITROGEN(1407, 14),
  /** Silicon nucleus. */
  SILICON(2814, 28),
  /** Iron nucleus. */
  IRON(5626, 56);

  private final int code;
  private final int nucleons;

  Primary(int code, int nucleons) {
    this.code = code;
    this.nucleons = nucleons;
  }

  /** Code of the data model: 0 gamma, 1 electron, 2 muon, else 100 A + Z. */
  public int code() {
    return code;
  }

  /** Number of nucleons, 0 for others than nuclei. */
  int nucleons() {
    return nucleons;
  }

  /** Name in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The particle of a name. */
  public static Optional<Primary> named(String text) {
    for (Primary p : values()) {
      if (p.text().equals(text)) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }
}
