"""Commands of enrolment: register, change, give a membership, keep a note and a picture, erase."""
