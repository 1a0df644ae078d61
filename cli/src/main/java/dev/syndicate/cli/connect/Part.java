package dev.syndicate.cli.connect;

import java.nio.file.Path;

/** Our part of one settings file; the rest of it is somebody else's. */
interface Part {

    Path file();

    /** This content with our part in it, as it is now. */
    String with(String content);

    /** This content without our part, whenever it was put there. */
    String without(String content);

    /** Whether our part is in this content. */
    default boolean isIn(String content) {
        return !without(content).equals(plain(content));
    }

    /** The same content in the form in which {@link #without} answers it. */
    private String plain(String content) {
        return file().toString().endsWith(".toml")
                ? content
                : JsonFile.read(file(), content).content();
    }
}
