package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Configuration;
import io.bluewake.config.PipelineForm;
import io.bluewake.engine.Expression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * What people have put into Config Admin for pipelines beside their plug-ins: how they use the
 * machine, and their quality selections. It holds for the pipelines that begin after it, because it
 * decides how a pipeline is built and what its cut flow counts.
 */
final class PipelineForms {
  private final ConfigurationAdmin admin;
  private final SwapLog log;
  private final boolean fixed;

  /**
   * Creates it.
   *
   * @param fixed whether Config Admin has nothing to say in this process
   */
  PipelineForms(ConfigurationAdmin admin, SwapLog log, boolean fixed) {
    this.admin = admin;
    this.log = log;
    this.fixed = fixed;
  }

  /**
   * A configuration with what people have written on top.
   *
   * @param pipeline name of the pipeline
   * @throws ConfigException when something is wrong with it
   */
  Configuration over(Configuration configuration, String pipeline)
      throws ConfigException, IOException {
    if (fixed) {
      return configuration;
    }
    List<PipelineForm.Setting> written = new ArrayList<>();
    for (PipelineForm form : PipelineForm.values()) {
      for (UserConfiguration user : UserConfiguration.of(admin, form.pid())) {
        if (user.isFor(pipeline)) {
          written.add(setting(form, pipeline, user));
        }
      }
    }
    return configuration.with(written);
  }

  private static PipelineForm.Setting setting(
      PipelineForm form, String pipeline, UserConfiguration user) {
    return new PipelineForm.Setting(
        form,
        user.options(),
        user.origin(),
        reconstruction -> user.holdsFor(pipeline, SlotNames.common("reconstruct", reconstruction)));
  }

  /**
   * A configuration was changed or deleted, by whomever: says what becomes of it.
   *
   * @param factoryPid what it configures, if it is a factory configuration
   * @param pid its identity
   */
  void configurationChanged(Optional<String> factoryPid, String pid) throws IOException {
    int tilde = pid.indexOf('~');
    String of = factoryPid.orElse(tilde < 0 ? pid : pid.substring(0, tilde));
    Optional<PipelineForm> form =
        Arrays.stream(PipelineForm.values()).filter(f -> f.pid().equals(of)).findFirst();
    if (form.isEmpty() || fixed) {
      return;
    }
    for (UserConfiguration user : UserConfiguration.of(admin, of)) {
      if (user.pid().equals(pid)) {
        try {
          setting(form.get(), "", user).check(Expression::problem);
          log.note(
              form.get().key()
                  + ": "
                  + user.options()
                  + " ("
                  + user.origin()
                  + ") holds for the next run");
        } catch (ConfigException e) {
          log.refuse(form.get().key() + ": refused " + e.getMessage());
        }
        return;
      }
    }
    log.note(form.get().key() + ": configuration " + pid + " is gone for the next run");
  }
}
