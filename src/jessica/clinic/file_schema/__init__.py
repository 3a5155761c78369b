"""The clinic file as pydantic models; `jessica.clinic.file_schema.clinic_file.ClinicFile` is the whole."""
