package dev.syndicate.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.cli.user.UserDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCredentialTest {

    @TempDir
    private Path home;

    @Test
    void isForItsOwnerAlone() throws IOException {
        UserDirectories user = new UserDirectories(home, home.resolve("config"), home.resolve("state"));
        KeptCredential.keep("syns_one", user);
        KeptCredential.keep("syns_two", user);
        Path file = home.resolve("config/credential");
        assertThat(file).hasContent("syns_two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(it -> it.equals(file));
    }
}
