package dev.syndicate.approval.explorer;

/**
 * Whose signature is under a checkpoint, as far as the keys say that this service was given.
 *
 * @param icon the symbol's id in the sprite
 * @param tone the style's class: good, bad or warn
 */
public record Signature(String words, String icon, String tone) {

    static final Signature FORGED =
            new Signature("a signature under the log's key does not verify", "i-shield-x", "bad");
    static final Signature STRANGE =
            new Signature("signed by a key that this console was not given", "i-unknown", "warn");
    static final Signature UNCHECKED =
            new Signature("not checked: this console was given no key of the log", "i-unknown", "warn");

    /** It verifies under this key. */
    static Signature by(String key) {
        return new Signature("signed by the log's key " + key, "i-shield", "good");
    }

    public boolean verified() {
        return tone.equals("good");
    }

    public boolean forged() {
        return tone.equals("bad");
    }
}
