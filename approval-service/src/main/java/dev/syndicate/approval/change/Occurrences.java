package dev.syndicate.approval.change;

import java.util.ArrayList;
import java.util.List;

/** Finds a text in another one in linear time, whatever they are (Knuth, Morris, Pratt 1977): both come from coding tools. */
final class Occurrences {

    private Occurrences() {}

    /** Where it begins, from left to right; none overlaps the one before. */
    static List<Integer> of(String wanted, String text) {
        int[] borders = borders(wanted);
        List<Integer> places = new ArrayList<>();
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != wanted.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (text.charAt(i) == wanted.charAt(matched)) {
                matched++;
            }
            if (matched == wanted.length()) {
                places.add(i + 1 - matched);
                matched = 0;
            }
        }
        return places;
    }

    /** For each beginning of the text, how long the longest shorter beginning is that it ends with. */
    private static int[] borders(String text) {
        int[] borders = new int[text.length()];
        int length = 0;
        for (int i = 1; i < text.length(); i++) {
            while (length > 0 && text.charAt(i) != text.charAt(length)) {
                length = borders[length - 1];
            }
            if (text.charAt(i) == text.charAt(length)) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }
}
