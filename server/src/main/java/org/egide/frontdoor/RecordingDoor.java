package org.egide.frontdoor;

import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Plays the operator's recordings, whole or in parts as players ask for them (R16). */
@RestController
@Anyone(why = "who cannot read the sentences of a public page may hear them")
final class RecordingDoor {
    private final Recordings recordings;

    RecordingDoor(Recordings recordings) {
        this.recordings = recordings;
    }

    @GetMapping("/recordings/{language}/{band}/{file:.+}")
    ResponseEntity<Resource> play(@PathVariable String language, @PathVariable String band, @PathVariable String file) {
        var recording = recordings.at(language + '/' + band + '/' + file).orElseThrow(Refusal::notFound);
        return ResponseEntity.ok().contentType(recording.type()).body(new FileSystemResource(recording.file()));
    }
}
