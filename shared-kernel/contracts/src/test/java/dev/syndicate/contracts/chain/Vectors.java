package dev.syndicate.contracts.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The test vectors of docs/spec, read where the specification keeps them. */
final class Vectors {

    static final Path CHAIN_FORMAT = Path.of("../../docs/spec/vectors/chain-format");
    static final Path RECEIPT = Path.of("../../docs/spec/vectors/receipt");

    private Vectors() {}

    static JsonNode read(Path directory, String name) throws IOException {
        return new ObjectMapper().readTree(directory.resolve(name).toFile());
    }
}
