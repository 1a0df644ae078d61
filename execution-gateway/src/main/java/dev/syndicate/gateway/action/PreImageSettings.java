package dev.syndicate.gateway.action;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Contents of files that actions change, for reviewers to see a change in its place.
 *
 * @param maxFile the longest file whose content is asked for and kept; 0 asks for none. Of a longer one reviewers see the
 *     old and the new text alone
 * @param maxSum how much is asked for and kept for one action, at most 16 MB
 */
@Validated
@ConfigurationProperties("syndicate.gateway.pre-images")
public record PreImageSettings(
        @NotNull @DefaultValue("256KB") DataSize maxFile,
        @NotNull @DefaultValue("1MB") DataSize maxSum) {

    private static final DataSize MOST = DataSize.ofMegabytes(16);
    private static final int LINES = 128 * 1024;

    public PreImageSettings {
        if (maxFile.isNegative() || maxSum.isNegative() || maxSum.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("Contents of files for one action are 0 to %s".formatted(MOST));
        }
    }

    /** Whether any are asked for. */
    public boolean areWanted() {
        return maxFile.toBytes() > 0 && maxSum.toBytes() > 0;
    }

    /** How many bytes all of them may take up in Base64, with a path each. */
    public int room() {
        return Math.toIntExact(maxSum.toBytes() / 3 * 4 + LINES);
    }
}
