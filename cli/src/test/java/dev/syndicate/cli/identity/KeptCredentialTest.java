package dev.syndicate.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCredentialTest {

    @TempDir
    private Path home;

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path file = KeptCredential.file(Map.of(), home.toString());
        KeptCredential.keep("syns_one", file);
        KeptCredential.keep("syns_two", file);
        assertThat(file).isEqualTo(home.resolve(".config/syndicate/credential")).hasContent("syns_two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(it -> it.equals(file));
    }

    @Test
    void liesWhereTheEnvironmentSays() {
        assertThat(KeptCredential.file(Map.of("XDG_CONFIG_HOME", "/c"), "/home/dana"))
                .isEqualTo(Path.of("/c/syndicate/credential"));
    }
}
