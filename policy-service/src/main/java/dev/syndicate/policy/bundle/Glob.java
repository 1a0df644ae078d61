package dev.syndicate.policy.bundle;

import com.google.re2j.Pattern;

/**
 * A text with wildcards: {@code *} for any characters but {@code /}, {@code **} for any characters, {@code ?} for one
 * character but {@code /}. It fits a whole text or not at all, in time linear in the text (RE2).
 */
public record Glob(String text) {

    public Glob {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A glob is not empty");
        }
    }

    /** Whether the whole candidate fits. */
    public boolean fits(String candidate) {
        return pattern().matches(candidate);
    }

    /** A matcher to keep where many candidates are asked about. */
    Pattern pattern() {
        StringBuilder regex = new StringBuilder();
        int literal = 0;
        for (int i = 0; i < text.length(); i++) {
            String wildcard = wildcardAt(i);
            if (!wildcard.isEmpty()) {
                regex.append(Pattern.quote(text.substring(literal, i))).append(wildcard);
                i += wildcard.equals(".*") ? 1 : 0;
                literal = i + 1;
            }
        }
        return Pattern.compile(
                regex.append(Pattern.quote(text.substring(literal))).toString(), Pattern.DOTALL);
    }

    private String wildcardAt(int i) {
        if (text.startsWith("**", i)) {
            return ".*";
        }
        return switch (text.charAt(i)) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> "";
        };
    }
}
