package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowedEnvironmentTest {

    private static final Map<String, String> OURS =
            Map.of("PATH", "/bin", "NPM_TOKEN", "s3cret", "CI", "true", "SYNDICATE_TOKEN", "t", "LD_PRELOAD", "x.so");

    @Test
    void passesOnTheUsualAndWhatIsNamedAndNothingElse() {
        AllowedEnvironment allowed = AllowedEnvironment.of(OURS, List.of("CI", "STAGE=test=1", "MISSING"), List.of());

        assertThat(allowed.all()).isEqualTo(Map.of("PATH", "/bin", "CI", "true", "STAGE", "test=1"));
    }

    @Test
    void describesASecretByItsNameAlone() {
        AllowedEnvironment allowed = AllowedEnvironment.of(OURS, List.of("NPM_TOKEN"), List.of("NPM_TOKEN"));
        JsonObject.Builder parameters = JsonObject.builder();
        allowed.describe(parameters);

        assertThat(allowed.all()).containsEntry("NPM_TOKEN", "s3cret");
        assertThat(parameters.build()).hasToString("{\"environment\":{\"PATH\":\"/bin\"},\"secrets\":[\"NPM_TOKEN\"]}");
    }

    @Test
    void neverPassesOnTheRightToAct() {
        for (String name : List.of("SYNDICATE_TOKEN", "SYNDICATE_CREDENTIAL=x", "a b", "", "1A")) {
            assertThatThrownBy(() -> AllowedEnvironment.of(OURS, List.of(name), List.of()))
                    .isInstanceOfSatisfying(
                            NothingRanException.class,
                            e -> assertThat(e.status()).isEqualTo(230));
        }
        assertThatThrownBy(() -> AllowedEnvironment.of(OURS, List.of(), List.of("SYNDICATE_TOKEN")))
                .isInstanceOf(NothingRanException.class);
    }
}
