package dev.syndicate.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final String DOCUMENTED = "{\"id\":\"01a2-X\",\"state\":\"open\",\"of\":[{\"n\":1}],\"clear\":true}";

    @Test
    void valuesMayDiffer() throws JsonProcessingException {
        assertThat(differences("{\"id\":\"99ff-Y\",\"state\":\"open\",\"of\":[{\"n\":7},{\"n\":8}],\"clear\":true}"))
                .isEmpty();
    }

    @Test
    void membersTypesAndWordsMayNot() throws JsonProcessingException {
        assertThat(differences("{\"id\":7,\"state\":\"closed\",\"of\":[{\"m\":1}],\"clear\":false}"))
                .anyMatch(it -> it.startsWith("/id: STRING is documented"))
                .anyMatch(it -> it.startsWith("/state: \"open\" is documented"))
                .contains("/of/0/m is only in the answer", "/of/0/n is only documented")
                .anyMatch(it -> it.startsWith("/clear"));
        assertThat(differences("{\"id\":\"\",\"state\":\"open\",\"of\":[],\"clear\":true}"))
                .hasSize(1);
        assertThat(differences("[]")).hasSize(1);
    }

    private static List<String> differences(String came) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        return Shape.differences(json.readTree(DOCUMENTED), json.readTree(came));
    }
}
