package dev.syndicate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names a workspace, the unit of membership, policy fence and kill switch.
 * One to 200 ASCII characters, for example {@code acme/checkout}.
 */
public record WorkspaceId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final int MAX_LENGTH = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkspaceId {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A workspace is one to %d letters, digits, '.', '_', '-' in parts joined by '/'"
                            .formatted(MAX_LENGTH));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
