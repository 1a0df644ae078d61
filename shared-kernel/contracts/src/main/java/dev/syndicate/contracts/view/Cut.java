package dev.syndicate.contracts.view;

/**
 * A stretch of a text that a mask stands for.
 *
 * @param from where it begins, in UTF-16 units, never between the halves of a pair
 * @param to where the text goes on; equal to {@code from} where the stretch is not in the text at all
 */
record Cut(int from, int to, ViewSegment.Mask mask) {

    static Cut of(SecretKind kind, String text, int from, int to) {
        return new Cut(from, to, new ViewSegment.Mask(kind, text.codePointCount(from, to)));
    }
}
