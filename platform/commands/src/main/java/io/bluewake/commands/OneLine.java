package io.bluewake.commands;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Errors as users see them: one line, no class names. */
final class OneLine {
  private OneLine() {}

  /** What went wrong. */
  static String of(Throwable error) {
    String text = words(error);
    return text.replaceAll("\\s*[\\r\\n]+\\s*", "; ");
  }

  private static String words(Throwable error) {
    if (error instanceof FileSystemException f) {
      return f.getFile() + ": " + reason(f);
    }
    if (error instanceof OutOfMemoryError) {
      return "out of memory ("
          + error.getMessage()
          + "); give more with --memory or the environment variable BLUEWAKE_OPTS";
    }
    String message = error.getMessage();
    if (error instanceof RuntimeException || error instanceof Error) {
      return "internal error: "
          + error.getClass().getSimpleName()
          + (message == null ? "" : ": " + message);
    }
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private static String reason(FileSystemException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (error instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (error instanceof DirectoryNotEmptyException) {
      return "directory is not empty";
    }
    return error.getReason() == null ? "cannot be used" : error.getReason();
  }
}
