package dev.syndicate.approval.console;

import java.io.Serial;
import java.io.Serializable;

/** A message above a page; it survives one redirect. */
public record Note(String kind, String strong, String text) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The record confirms it. */
    public static Note recorded(String strong, String text) {
        return new Note("good", strong, text);
    }

    /** It did not work, and nothing is lost. */
    public static Note warning(String strong, String text) {
        return new Note("warn", strong, text);
    }

    /** What was decided on is not what is there. */
    public static Note alarm(String strong, String text) {
        return new Note("bad", strong, text);
    }

    public String icon() {
        return kind.equals("good") ? "#i-check" : "#i-warn";
    }

    /** Good news waits for the reader; the rest interrupts. */
    public String role() {
        return kind.equals("good") ? "status" : "alert";
    }
}
