package dev.syndicate.gateway.sensitive;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Parameters whose values are never stored, shown or judged in the clear.
 *
 * @param lists one for each workspace; the one of workspace {@code *} holds where there is no other
 */
@Validated
@ConfigurationProperties("syndicate.gateway.sensitive")
record SensitiveSettings(@Valid @DefaultValue List<Listed> lists) {

    /**
     * The list of one workspace.
     *
     * @param version raised with every change; what was proposed under an older version is compared under it
     */
    record Listed(
            @NotBlank String workspace,
            @Min(1) int version,
            @Valid @NotEmpty List<Path> paths) {}

    /**
     * Some values of a tool.
     *
     * @param tool the tool's canonical or raw name, or {@code *} for every tool
     * @param pointer a JSON pointer into the parameters, for example {@code /env/*}; {@code *} stands for any one step
     */
    record Path(@NotBlank String tool, @NotBlank String pointer) {}
}
