//! Reads artifacts. Unlike the runtime, this takes those that this machine cannot run, too.

use super::failure::{Failure, Result};
use std::path::Path;
use wasmc_abi::artifact::{Artifact, ArtifactHeader, FORMAT_VERSION, HEADER_OFFSET, META_ALIGN};

/// The header of what begins as an artifact. Its version may be any.
pub fn header(file: &Path, bytes: &[u8]) -> Result<ArtifactHeader> {
    let header = bytes.get(HEADER_OFFSET..).and_then(<[u8]>::first_chunk);
    header.map(ArtifactHeader::from_bytes).ok_or_else(|| truncated(file))
}

/// The header and the metadata of an artifact that is whole and of our version.
pub fn read(file: &Path, bytes: &[u8]) -> Result<(ArtifactHeader, Artifact)> {
    let damaged = || damaged(file);
    let header = header(file, bytes)?;
    if header.version != FORMAT_VERSION {
        let what = format!("the artifact has format version {}, this wasmc reads {FORMAT_VERSION}", header.version);
        return Err(Failure::at(file, what).hint("compile it again"));
    }
    if (bytes.len() as u64) < header.file_bytes {
        return Err(truncated(file));
    }
    if hash(bytes) != header.hash {
        return Err(damaged());
    }
    let end = header.meta_offset.checked_add(header.meta_bytes).ok_or_else(damaged)?;
    let meta = bytes.get(header.meta_offset as usize..end as usize).ok_or_else(damaged)?;
    let mut aligned = rkyv::util::AlignedVec::<{ META_ALIGN as usize }>::new();
    aligned.extend_from_slice(meta);
    let artifact = rkyv::from_bytes::<Artifact, rkyv::rancor::Error>(&aligned).map_err(|_| damaged())?;
    Ok((header, artifact))
}

/// The artifact is not what the linker wrote.
pub fn damaged(file: &Path) -> Failure {
    Failure::at(file, "the artifact is damaged").hint("compile it again")
}

fn truncated(file: &Path) -> Failure {
    Failure::at(file, "the artifact is truncated").hint("compile it again")
}

/// The hash of the file with the hash's own field zeroed.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let (before, rest) = bytes.split_at(ArtifactHeader::HASH_OFFSET);
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(&[0; 32]).update(&rest[32..]);
    *hasher.finalize().as_bytes()
}

/// Bytes as a number.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
