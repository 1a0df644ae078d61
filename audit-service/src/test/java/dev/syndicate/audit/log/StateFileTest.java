package dev.syndicate.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasWrittenLast() throws IOException {
        StateFile file = new StateFile(directory.resolve("new/folder"), "state.json");
        assertThat(file.read()).isEmpty();
        file.write(JsonObject.builder().put("size", 1).build());
        file.write(JsonObject.builder().put("size", 2).build());
        assertThat(file.read())
                .hasValueSatisfying(state -> assertThat(state.integer("size")).isEqualTo(2));
    }

    @Test
    void whatCannotBeReadIsAnErrorAndNotAbsent() throws IOException {
        Files.writeString(directory.resolve("state.json"), "{\"size\":");
        StateFile file = new StateFile(directory, "state.json");
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }
}
