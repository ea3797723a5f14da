package org.egide.demo;

import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.egide.staff.Sessions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Opens a session of staff for a persona, so that a person or a script can look around; refuses unknown ones as not found. */
@RestController
final class DemoSignIn {
    private final Personas personas;
    private final Sessions sessions;

    DemoSignIn(Personas personas, Sessions sessions) {
        this.personas = personas;
        this.sessions = sessions;
    }

    @PostMapping("/desk/demo/sign-in")
    @Anyone(why = "only the demonstration has this door, with invented people and invented reports")
    ResponseEntity<Void> signIn(@RequestParam String persona) {
        var known = personas.find(persona).orElseThrow(Refusal::notFound);
        var token = sessions.open(known.person().id());
        return ResponseEntity.status(303)
                .header(HttpHeaders.SET_COOKIE, sessions.cookie(token).toString())
                .header(HttpHeaders.LOCATION, "/desk")
                .build();
    }
}
