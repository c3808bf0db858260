"""The real line under faults: crashes, full disks, outages, hostile mail, two workers."""
