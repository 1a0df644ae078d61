package dev.syndicate.contracts.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The character classes of {@code view/v1}. They are a file of the format, not the running platform's Unicode data: a view
 * must have the same bytes on every platform and in ten years.
 */
final class Characters {

    static final Characters V1 = new Characters();

    private static final String FILE = "characters-v1.txt";

    /** The names that Unicode's NameAliases.txt gives U+0000 to U+001F and U+007F to U+009F, which have none of their own. */
    private static final List<String> C0 = List.of("""
            NULL,START OF HEADING,START OF TEXT,END OF TEXT,END OF TRANSMISSION,ENQUIRY,ACKNOWLEDGE,ALERT,BACKSPACE,\
            CHARACTER TABULATION,LINE FEED,LINE TABULATION,FORM FEED,CARRIAGE RETURN,SHIFT OUT,SHIFT IN,DATA LINK ESCAPE,\
            DEVICE CONTROL ONE,DEVICE CONTROL TWO,DEVICE CONTROL THREE,DEVICE CONTROL FOUR,NEGATIVE ACKNOWLEDGE,\
            SYNCHRONOUS IDLE,END OF TRANSMISSION BLOCK,CANCEL,END OF MEDIUM,SUBSTITUTE,ESCAPE,INFORMATION SEPARATOR FOUR,\
            INFORMATION SEPARATOR THREE,INFORMATION SEPARATOR TWO,INFORMATION SEPARATOR ONE""".split(","));

    private static final List<String> C1 = List.of("""
            DELETE,PADDING CHARACTER,HIGH OCTET PRESET,BREAK PERMITTED HERE,NO BREAK HERE,INDEX,NEXT LINE,\
            START OF SELECTED AREA,END OF SELECTED AREA,CHARACTER TABULATION SET,CHARACTER TABULATION WITH JUSTIFICATION,\
            LINE TABULATION SET,PARTIAL LINE FORWARD,PARTIAL LINE BACKWARD,REVERSE LINE FEED,SINGLE SHIFT TWO,\
            SINGLE SHIFT THREE,DEVICE CONTROL STRING,PRIVATE USE ONE,PRIVATE USE TWO,SET TRANSMIT STATE,CANCEL CHARACTER,\
            MESSAGE WAITING,START OF GUARDED AREA,END OF GUARDED AREA,START OF STRING,SINGLE GRAPHIC CHARACTER INTRODUCER,\
            SINGLE CHARACTER INTRODUCER,CONTROL SEQUENCE INTRODUCER,STRING TERMINATOR,OPERATING SYSTEM COMMAND,\
            PRIVACY MESSAGE,APPLICATION PROGRAM COMMAND""".split(","));

    private final BitSet shown = new BitSet(Character.MAX_CODE_POINT + 1);
    private final BitSet named = new BitSet(Character.MAX_CODE_POINT + 1);
    private final BitSet lookAlike = new BitSet();
    private final BitSet latin = new BitSet();
    private final BitSet foreign = new BitSet();
    private final BitSet homoglyph = new BitSet();

    private Characters() {
        try (InputStream in = Objects.requireNonNull(Characters.class.getResourceAsStream(FILE), FILE)) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drawn as itself wherever it stands. */
    boolean isShown(int c) {
        return shown.get(c) && !lookAlike.get(c);
    }

    boolean isLatin(int c) {
        return latin.get(c);
    }

    boolean isForeign(int c) {
        return foreign.get(c);
    }

    boolean isHomoglyph(int c) {
        return homoglyph.get(c);
    }

    /** The Unicode name. Names never change once assigned, and the table says what was assigned when it was made. */
    @Nullable
    String name(int c) {
        if (c < C0.size()) {
            return C0.get(c);
        }
        if (c >= 0x7F && c < 0x7F + C1.size()) {
            return C1.get(c - 0x7F);
        }
        return shown.get(c) || named.get(c) ? Character.getName(c) : null;
    }

    private void read(String line) {
        if (line.startsWith("#")) {
            return;
        }
        String[] words = Stream.of(line.split("[ -](?=[0-9A-F]{4})")).toArray(String[]::new);
        int from = Integer.parseInt(words[1], 16);
        int to = Integer.parseInt(words[words.length - 1], 16);
        of(words[0]).set(from, to + 1);
    }

    private BitSet of(String name) {
        return switch (name) {
            case "shown" -> shown;
            case "named" -> named;
            case "look-alike" -> lookAlike;
            case "latin" -> latin;
            case "foreign" -> foreign;
            case "homoglyph" -> homoglyph;
            default -> throw new IllegalStateException("Unknown class in " + FILE + ": " + name);
        };
    }
}
