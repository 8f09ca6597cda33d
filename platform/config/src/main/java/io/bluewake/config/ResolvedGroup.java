package io.bluewake.config;

import io.bluewake.model.Camera;
import java.util.List;
import java.util.Optional;

/**
 * Telescopes with one camera and one configuration.
 *
 * @param name description of the camera, with a number appended when several groups share it
 * @param camera their camera
 * @param telescopes their ids
 * @param gain chooses gain channels
 * @param calibrate calibrates
 * @param modify change simulated events, in order
 * @param extract makes images
 * @param invalidPixels fills unusable pixels, unless switched off with {@code none}
 * @param clean chooses signal pixels
 * @param parameters image parameters, in order
 * @param muons muon parameters, in order
 */
public record ResolvedGroup(
    String name,
    Camera camera,
    List<Integer> telescopes,
    ResolvedPlugin gain,
    ResolvedPlugin calibrate,
    List<ResolvedPlugin> modify,
    ResolvedPlugin extract,
    Optional<ResolvedPlugin> invalidPixels,
    ResolvedPlugin clean,
    List<ResolvedPlugin> parameters,
    List<ResolvedPlugin> muons) {}
